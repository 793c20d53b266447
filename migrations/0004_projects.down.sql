-- Nobody sees a deleted project through a link, then either.
UPDATE share_links SET revoked_at_ms = created_at_ms
WHERE revoked_at_ms IS NULL AND project_id IN (SELECT id FROM projects WHERE deleted_at_ms IS NOT NULL);
-- What was deleted would stand among the others again; archived it is out of the way, and nothing is lost.
UPDATE projects SET archived = TRUE WHERE deleted_at_ms IS NOT NULL;
DROP INDEX projects_by_deletion;
DROP INDEX projects_by_name;
ALTER TABLE projects DROP COLUMN folded_name;
ALTER TABLE projects DROP COLUMN deleted_at_ms;
