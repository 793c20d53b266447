-- Pictures that people attached to prompts. Turns name them by their ids.
CREATE TABLE project_images (
    id            TEXT PRIMARY KEY,
    project_id    TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    media_type    TEXT NOT NULL,
    -- Of the file, so that sums need not read it.
    bytes         BIGINT NOT NULL,
    content       {{blob}} NOT NULL,
    created_at_ms BIGINT NOT NULL
);
CREATE INDEX project_images_by_project ON project_images (project_id);
