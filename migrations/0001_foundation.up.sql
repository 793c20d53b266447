-- Tokens in double braces stand for what the two databases spell differently; see store::migration.

CREATE TABLE users (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL
);

CREATE TABLE projects (
    id            TEXT PRIMARY KEY,
    owner_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    archived      {{bool}} NOT NULL DEFAULT FALSE,
    -- The number of the newest event; the next one is one more.
    last_seq      BIGINT NOT NULL DEFAULT 0,
    created_at_ms BIGINT NOT NULL,
    updated_at_ms BIGINT NOT NULL
);
CREATE INDEX projects_by_owner ON projects (owner_id, archived, updated_at_ms);

CREATE TABLE conversations (
    id            TEXT PRIMARY KEY,
    project_id    TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title         TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL
);
CREATE INDEX conversations_by_project ON conversations (project_id, created_at_ms);

CREATE TABLE runs (
    id              TEXT PRIMARY KEY,
    project_id      TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status          TEXT NOT NULL,
    model           TEXT NOT NULL,
    prompt          TEXT NOT NULL,
    -- Number of its first event, and of its last once it has ended.
    start_seq       BIGINT NOT NULL,
    end_seq         BIGINT,
    started_at_ms   BIGINT NOT NULL,
    finished_at_ms  BIGINT,
    undone          {{bool}} NOT NULL DEFAULT FALSE
);
CREATE INDEX runs_by_project ON runs (project_id, start_seq);
CREATE INDEX runs_by_user ON runs (user_id, status, started_at_ms);
-- At most one turn at a time works on a project.
CREATE UNIQUE INDEX runs_running ON runs (project_id) WHERE status = 'running';

-- The record everything else is rebuilt from. The payload is JSON in a text column: PostgreSQL's JSONB has
-- no NUL character, which a model may well send.
CREATE TABLE events (
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    seq        BIGINT NOT NULL,
    at_ms      BIGINT NOT NULL,
    run_id     TEXT,
    kind       TEXT NOT NULL,
    payload    TEXT NOT NULL,
    PRIMARY KEY (project_id, seq)
);
CREATE INDEX events_by_run ON events (run_id, seq);

-- Projection: the newest text of each file.
CREATE TABLE project_files (
    project_id    TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    path          TEXT NOT NULL,
    content       TEXT NOT NULL,
    hash          TEXT NOT NULL,
    bytes         BIGINT NOT NULL,
    seq           BIGINT NOT NULL,
    updated_at_ms BIGINT NOT NULL,
    PRIMARY KEY (project_id, path)
);

-- Projection: which event holds which version of a file. The text stays in the event.
CREATE TABLE file_versions (
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    path       TEXT NOT NULL,
    seq        BIGINT NOT NULL,
    hash       TEXT,
    deleted    {{bool}} NOT NULL,
    run_id     TEXT,
    PRIMARY KEY (project_id, path, seq)
);
CREATE INDEX file_versions_by_seq ON file_versions (project_id, seq);
CREATE INDEX file_versions_by_run ON file_versions (run_id);

-- Of a token only its SHA-256 is kept.
CREATE TABLE share_links (
    id            TEXT PRIMARY KEY,
    token_hash    {{blob}} NOT NULL UNIQUE,
    hint          TEXT NOT NULL,
    project_id    TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    created_by    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at_ms BIGINT NOT NULL,
    revoked_at_ms BIGINT,
    expires_at_ms BIGINT
);
CREATE INDEX share_links_by_project ON share_links (project_id, created_at_ms);

-- Projection: tokens by user and time.
CREATE TABLE usage (
    project_id    TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    seq           BIGINT NOT NULL,
    run_id        TEXT,
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    model         TEXT NOT NULL,
    input_tokens  BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    estimated     {{bool}} NOT NULL,
    at_ms         BIGINT NOT NULL,
    PRIMARY KEY (project_id, seq)
);
CREATE INDEX usage_by_user ON usage (user_id, at_ms);
