-- What a link shows: 'view' is code and preview, 'run' is the app alone. Whoever may view may also run, so a link has one
-- kind and not a set of them. Links from before showed everything.
ALTER TABLE share_links ADD COLUMN kind TEXT NOT NULL DEFAULT 'view';
-- Forking is a switch and no third kind: it adds something to what a viewer may do and changes nothing about what is shown,
-- and a link that runs the app alone can never have it, for a copy is the sources. Off unless the owner said so.
ALTER TABLE share_links ADD COLUMN may_fork {{bool}} NOT NULL DEFAULT FALSE CHECK (kind = 'view' OR may_fork = FALSE);
-- How often a page behind it was opened.
ALTER TABLE share_links ADD COLUMN opened BIGINT NOT NULL DEFAULT 0;
-- The token once more, encrypted with the server's secret (backend::vault), so that its owner can copy the address again.
-- Whoever has the database alone still has no link. None for links from before.
ALTER TABLE share_links ADD COLUMN sealed_token {{blob}};
