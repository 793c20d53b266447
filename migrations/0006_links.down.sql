-- Without kinds every link shows the sources: those that must not are revoked.
UPDATE share_links SET revoked_at_ms = created_at_ms WHERE kind = 'run' AND revoked_at_ms IS NULL;
ALTER TABLE share_links DROP COLUMN sealed_token;
ALTER TABLE share_links DROP COLUMN opened;
ALTER TABLE share_links DROP COLUMN may_fork;
ALTER TABLE share_links DROP COLUMN kind;
