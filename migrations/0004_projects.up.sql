-- Deleted, and gone for good some time later; until then it can be restored. None for a project that is there.
ALTER TABLE projects ADD COLUMN deleted_at_ms BIGINT;

-- The name in lower case, as the server folds it: by this lists are searched and sorted, on both databases alike.
-- Empty until the server, which knows all alphabets, has filled it in (store::project::fold_names).
ALTER TABLE projects ADD COLUMN folded_name {{plain_text}} NOT NULL DEFAULT '';

CREATE INDEX projects_by_name ON projects (owner_id, archived, folded_name);
CREATE INDEX projects_by_deletion ON projects (deleted_at_ms);
