ALTER TABLE share_links DROP COLUMN sealed_token;
ALTER TABLE share_links DROP COLUMN opened;
ALTER TABLE share_links DROP COLUMN may_fork;
ALTER TABLE share_links DROP COLUMN kind;
