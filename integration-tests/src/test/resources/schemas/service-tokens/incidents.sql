-- a blanked secret is written back | empty-secret
update service_tokens set name = :text, client_secret = :empty where id = :uuid;

-- blanks alone | empty-secret
update service_tokens set client_secret = '   ' where id = :uuid;

-- the mask from the export comes back | placeholder-secret
load select left(client_secret, 4) || '****' as mask from service_tokens where id = :uuid;
update service_tokens set client_secret = :mask where id = :uuid;

-- one blank row in an upsert | empty-secret
insert into service_tokens (id, account_id, name, client_id, client_secret, expires_at) values (gen_random_uuid(), 1, 'n', :client, '', now()) on conflict (client_id) do update set client_secret = excluded.client_secret;

-- a secret that was cut | malformed-secret
update service_tokens set client_secret = left(client_secret, 20) where id = :uuid;

-- revoke all of a plan, with a WHERE that is always true | mass-invalidation
update service_tokens set revoked_at = now() where account_id in (select id from accounts where plan = plan);

-- delete without a WHERE | mass-invalidation
delete from service_tokens;

-- one secret for all | mass-invalidation
update service_tokens set client_secret = :token;

-- redacted in a batch | placeholder-secret
batch 3 update service_tokens set client_secret = '[REDACTED]' where id = :uuid;

-- drop the column | destructive-ddl
plain alter table service_tokens drop column client_secret;
