-- the loser of the race clears what the winner stored | stale-clear
elsewhere UPDATE external_auth_links SET oauth_access_token = :token, oauth_refresh_token = :token2 WHERE provider_id = :provider AND user_id = :uuid;
UPDATE external_auth_links SET oauth_refresh_token = '' WHERE provider_id = :provider AND user_id = :uuid;

-- the loser of the race unlinks | stale-clear
elsewhere UPDATE external_auth_links SET oauth_access_token = :token, oauth_refresh_token = :token2 WHERE provider_id = :provider AND user_id = :uuid;
DELETE FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid;

-- an outage takes every token for dead | mass-invalidation
UPDATE external_auth_links SET oauth_refresh_token = '', refresh_failure_reason = 'unavailable' WHERE provider_id = :provider;

-- the body of an error page as a token that is empty | empty-secret
UPDATE external_auth_links SET oauth_access_token = '' WHERE provider_id = :provider AND user_id = :uuid;

-- undefined | placeholder-secret
UPDATE external_auth_links SET oauth_access_token = 'undefined', oauth_refresh_token = 'undefined' WHERE provider_id = :provider AND user_id = :uuid;

-- upsert with an empty access token | empty-secret
INSERT INTO external_auth_links (provider_id, user_id, oauth_access_token, oauth_refresh_token, oauth_expiry) VALUES (:provider, :uuid, '', '', now()) ON CONFLICT (provider_id, user_id) DO UPDATE SET oauth_access_token = EXCLUDED.oauth_access_token;

-- half of the key is missing | mass-invalidation
DELETE FROM external_auth_links WHERE provider_id = :provider;

-- users go, and their links with them | mass-invalidation
DELETE FROM users WHERE username LIKE 'user%';
