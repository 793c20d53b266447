ALTER TABLE projects DROP COLUMN budget_micros;
ALTER TABLE usage DROP COLUMN cost_micros;
ALTER TABLE usage DROP COLUMN cached_tokens;
DROP TABLE queued_prompts;
DROP TABLE prices;
DROP TABLE stage_models;
DROP TABLE providers;
