-- refresh, sqlc
load SELECT oauth_refresh_token, oauth_expiry FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid;
UPDATE external_auth_links SET updated_at = :now, oauth_access_token = :token, oauth_refresh_token = :token2, oauth_expiry = :now, oauth_extra = '{"scope": "repo"}' WHERE provider_id = :provider AND user_id = :uuid RETURNING *;

-- refresh that compares, auto
load SELECT oauth_refresh_token FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid;
UPDATE external_auth_links SET oauth_access_token = :token, oauth_refresh_token = :token2 WHERE provider_id = :provider AND user_id = :uuid AND oauth_refresh_token = :oauth_refresh_token;

-- the provider sends no new refresh token
load SELECT oauth_refresh_token FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid FOR UPDATE;
UPDATE external_auth_links SET oauth_access_token = :token, oauth_refresh_token = :oauth_refresh_token, updated_at = now() WHERE provider_id = :provider AND user_id = :uuid;

-- refresh under a lock
read SELECT * FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid FOR UPDATE;
UPDATE external_auth_links SET oauth_access_token = :token, oauth_refresh_token = :token2, oauth_expiry = now() + interval '8 hours' WHERE (provider_id, user_id) = (:provider, :uuid);

-- a refused refresh token is cleared, with a compare | 100
load SELECT oauth_refresh_token FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid;
UPDATE external_auth_links SET oauth_refresh_token = '', refresh_failure_reason = 'bad_refresh_token', updated_at = now() WHERE provider_id = :provider AND user_id = :uuid AND oauth_refresh_token = :oauth_refresh_token;

-- a refused refresh token is cleared, under a lock | 100
load SELECT oauth_refresh_token FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid FOR UPDATE;
UPDATE external_auth_links SET oauth_refresh_token = '' WHERE provider_id = :provider AND user_id = :uuid;

-- linked again
INSERT INTO external_auth_links (provider_id, user_id, oauth_access_token, oauth_refresh_token, oauth_expiry) VALUES (:provider, :uuid, :token, :token2, now()) ON CONFLICT (provider_id, user_id) DO UPDATE SET oauth_access_token = EXCLUDED.oauth_access_token, oauth_refresh_token = EXCLUDED.oauth_refresh_token, oauth_expiry = EXCLUDED.oauth_expiry, updated_at = now();

-- linked again, access token alone
INSERT INTO external_auth_links (provider_id, user_id, oauth_access_token, oauth_refresh_token, oauth_expiry) VALUES (:provider, :uuid, :token, :token2, now()) ON CONFLICT (provider_id, user_id) DO UPDATE SET oauth_access_token = EXCLUDED.oauth_access_token, oauth_refresh_token = COALESCE(NULLIF(EXCLUDED.oauth_refresh_token, ''), external_auth_links.oauth_refresh_token);

-- a new link, delete and insert
load SELECT oauth_access_token, oauth_refresh_token FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid FOR UPDATE;
DELETE FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid;
INSERT INTO external_auth_links (provider_id, user_id, oauth_access_token, oauth_refresh_token, oauth_expiry) VALUES (:provider, :uuid, :token, :token2, now());

-- unlink | 100
load SELECT updated_at FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid FOR UPDATE;
DELETE FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid;

-- unlink with a compare, auto | 100
load SELECT oauth_access_token FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid;
DELETE FROM external_auth_links WHERE provider_id = :provider AND user_id = :uuid AND oauth_access_token = :oauth_access_token;

-- Ecto: only what changed
UPDATE "external_auth_links" SET "oauth_expiry" = :now, "updated_at" = :now WHERE "provider_id" = :provider AND "user_id" = :uuid;

-- Hibernate with an embedded id: all columns
load select oauth_access_token, oauth_refresh_token, oauth_expiry, oauth_extra from external_auth_links where provider_id = :provider and user_id = :uuid for update;
batch 1 update external_auth_links set oauth_access_token=:oauth_access_token, oauth_expiry=:now, oauth_extra=:oauth_extra, oauth_refresh_token=:oauth_refresh_token where provider_id=:provider and user_id=:uuid;

-- batch of refreshes in key order
batch 1 update external_auth_links set oauth_access_token=:token, oauth_refresh_token=:token2 where provider_id=:provider and user_id=:uuid;

-- a failure is noted, the token stays
UPDATE external_auth_links SET refresh_failure_reason = :text WHERE provider_id = :provider AND user_id = :uuid AND updated_at < now();

-- what expires soon
read SELECT provider_id, user_id, oauth_expiry FROM external_auth_links WHERE oauth_refresh_token <> '' AND oauth_expiry < now() ORDER BY oauth_expiry LIMIT 50 FOR UPDATE SKIP LOCKED;

-- a new user links
insert into users values (:newuuid, :unique);
insert into external_auth_links (provider_id, user_id, oauth_access_token, oauth_refresh_token, oauth_expiry) values (:provider, :newuuid, :token, '', now());
