-- What was set about a provider on the settings page. It stands before the environment.
CREATE TABLE providers (
    id            TEXT PRIMARY KEY,
    -- None for the provider's own.
    address       TEXT,
    -- Names separated by commas; empty for the default.
    models        TEXT NOT NULL,
    -- Encrypted with the server's secret; see backend::vault.
    sealed_key    {{blob}},
    -- The last characters of the key, to tell keys apart.
    key_hint      TEXT,
    updated_at_ms BIGINT NOT NULL
);

-- Which model a stage calls unless a prompt names one.
CREATE TABLE stage_models (
    stage TEXT PRIMARY KEY,
    model TEXT NOT NULL
);

-- Prices that differ from the built-in ones, in millionths of a US dollar for a million tokens.
CREATE TABLE prices (
    model         TEXT PRIMARY KEY,
    input         BIGINT NOT NULL,
    cached        BIGINT NOT NULL,
    output        BIGINT NOT NULL,
    updated_at_ms BIGINT NOT NULL
);

ALTER TABLE usage ADD COLUMN cached_tokens BIGINT NOT NULL DEFAULT 0;
-- Millionths of a US dollar at the price of that moment; none where no price was known.
ALTER TABLE usage ADD COLUMN cost_micros BIGINT;

-- Projection: prompts that wait for the turn before them, oldest first.
CREATE TABLE queued_prompts (
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    -- Of the event that queued it.
    seq        BIGINT NOT NULL,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    prompt     TEXT NOT NULL,
    model      TEXT NOT NULL,
    -- contract::TurnOptions as JSON.
    options    TEXT NOT NULL,
    PRIMARY KEY (project_id, seq)
);

-- Millionths of a US dollar that the project's turns may cost in all; none for no limit.
ALTER TABLE projects ADD COLUMN budget_micros BIGINT;
