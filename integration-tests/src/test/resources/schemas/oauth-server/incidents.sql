-- a tenant too many: its clients, sessions and tokens | mass-invalidation
delete from tenants where id < 20;

-- clients go, and their tokens two levels down | mass-invalidation
delete from oauth_clients where id % 3 = 0;

-- all tokens of a partition | mass-invalidation
delete from oauth_tokens_mid;

-- a partition is dropped | destructive-ddl
plain drop table oauth_tokens_mid;

-- a partition is truncated | mass-invalidation
plain truncate oauth_tokens_low;

-- live-when made false for all | mass-invalidation
update oauth_tokens set active = false where expires_at < now() + interval '1 year';

-- zero bytes | empty-secret
update oauth_tokens set access_token = ''::bytea where id = :id;

-- all clients soft-deleted | mass-invalidation
with gone as (update oauth_clients set deleted_at = now() where lock_version >= 0 returning id) select count(*) from gone;

-- the mask is written back by an upsert | placeholder-secret
insert into oauth_clients (id, tenant_id, name, client_secret) values (1, 1, 'x', '********') on conflict (id) do update set name = excluded.name, client_secret = excluded.client_secret;

-- sessions purged without their WHERE | mass-invalidation
delete from oauth_sessions;
