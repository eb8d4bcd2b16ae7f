-- issue a token
insert into oauth_sessions (id, client_id, subject) values (:fresh, :client_no, :text);
insert into oauth_tokens (id, session_id, access_token, refresh_token) values (:fresh, :fresh, decode(:token, 'hex'), :token2);

-- refresh in place
update oauth_tokens set access_token = :bytes, refresh_token = :token, expires_at = now() + interval '30 days' where id = :id;

-- refresh: the old one goes, a new one comes | 100
update oauth_tokens set active = false where id = :id and active;
insert into oauth_tokens (id, session_id, access_token, refresh_token) values (:fresh, :id, :bytes, :token);

-- logout | 80
update oauth_sessions set revoked_at = now() where id = :id;
update oauth_tokens set active = false where session_id = :id;

-- revocation: the token itself is cleared | 80
update oauth_tokens set access_token = null, refresh_token = null, active = false where id = :id;

-- heart-beat
update oauth_sessions set last_seen_at = now() where id = :id;

-- introspection
read select t.id, t.active, s.subject from oauth_tokens t join oauth_sessions s on s.id = t.session_id where t.access_token = :bytes and t.active;

-- client saved with all columns
load select name, client_secret, redirect_uris, deleted_at, lock_version, tenant_id from oauth_clients where id = :client_no;
update oauth_clients set name = :text, client_secret = :client_secret, redirect_uris = :redirect_uris, deleted_at = :deleted_at, tenant_id = :tenant_id, lock_version = :lock_version + 1 where id = :client_no and lock_version = :lock_version;

-- client secret rotated, jOOQ
update "public"."oauth_clients" set ("client_secret", "lock_version") = row (:token, "lock_version" + 1) where "public"."oauth_clients"."id" = :client_no;

-- client soft-deleted | 30
update oauth_clients set deleted_at = now(), lock_version = lock_version + 1 where id = :client_no and deleted_at is null;

-- session deleted, its tokens with it | 60
delete from oauth_sessions where id = :id;

-- client deleted, sessions and tokens with it | 20
delete from oauth_clients where id = :client_no;

-- purge of what is not active any more
delete from oauth_tokens where not active and id in (select id from oauth_tokens where not active limit 50);

-- purge of expired tokens
delete from oauth_tokens where expires_at < now() - interval '30 days';

-- purge of a partition by name
delete from oauth_tokens_low where not active and expires_at < now();

-- a new tenant with everything, and away again
insert into tenants values (:fresh, :text);
insert into oauth_clients (id, tenant_id, name, client_secret) values (:fresh, :fresh, :text, :token);
delete from tenants where id = :fresh;

-- batch of tokens
batch 10 insert into oauth_tokens (id, session_id, access_token, refresh_token) values (:fresh, :id, :bytes, :token);

-- expiry moved for a session
update oauth_tokens set expires_at = expires_at + interval '1 hour' where session_id = :id;

-- redirect uris
update oauth_clients set redirect_uris = redirect_uris || '["https://example.com"]'::jsonb where id = :client_no and jsonb_array_length(redirect_uris) < 3;

-- tenant renamed
update tenants set name = :text where id = :n;

-- lists
read select c.id, c.name, count(s.id) from oauth_clients c left join oauth_sessions s on s.client_id = c.id where c.tenant_id = :n and c.deleted_at is null group by c.id order by c.name limit 20;

-- a job that locks its work
read select id from oauth_tokens where active and expires_at < now() order by id limit 10 for update skip locked;

-- partition for next month | 1
plain create table if not exists oauth_tokens_next partition of oauth_tokens for values from (90000000) to (90000100);
