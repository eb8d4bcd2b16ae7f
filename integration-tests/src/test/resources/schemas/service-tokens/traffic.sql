-- Hibernate: full-column update with an optimistic lock
load select account_id, name, client_id, client_secret, previous_client_secret, expires_at, last_seen_at, lock_version from service_tokens where id = :uuid;
update service_tokens set account_id=:account_id, name=:text, client_id=:client_id, client_secret=:client_secret, previous_client_secret=:previous_client_secret, expires_at=:expires_at, last_seen_at=:last_seen_at, lock_version=:lock_version + 1 where id=:uuid and lock_version=:lock_version;

-- Hibernate: the same as a batch of one
load select name, client_secret, previous_client_secret from service_tokens where id = :uuid;
batch 1 update service_tokens set name=:text, client_secret=:client_secret, previous_client_secret=:previous_client_secret, updated_at=:now where id=:uuid;

-- heart-beat, auto
update service_tokens set last_seen_at = now(), use_count = use_count + 1 where client_id = :client;

-- heart-beats of a minute in one batch
batch 20 UPDATE service_tokens SET last_seen_at = :now, use_count = use_count + 1 WHERE id = :uuid;

-- heart-beats by VALUES
update service_tokens t set last_seen_at = v.seen::timestamptz from (values (:uuid, now())) as v(id, seen) where t.id = v.id::uuid;

-- rotation keeps the previous secret
update service_tokens set previous_client_secret = client_secret, client_secret = :token, lock_version = lock_version + 1 where id = :uuid;

-- rotation, Spring JDBC, auto
update service_tokens set client_secret = :token, updated_at = :now where id = :uuid and revoked_at is null;

-- rotation of several in a batch
batch 5 update service_tokens set client_secret = :token where id = :uuid;

-- the previous secret is over | 100
update service_tokens set previous_client_secret = null where id = :uuid and updated_at < now() + interval '1 hour';

-- secrets written only where the form had one: MyBatis, coalesce
update service_tokens set name = :text, client_secret = coalesce(:nothing, client_secret) where id = :uuid;

-- an empty form field keeps the secret
update service_tokens set name = :text, client_secret = coalesce(nullif(:empty, ''), client_secret) where id = :uuid;

-- create, jOOQ, auto
insert into "public"."service_tokens" ("id", "account_id", "name", "client_id", "client_secret", "expires_at") values (gen_random_uuid(), :account, :text, :unique, :token, now() + interval '1 year') returning "public"."service_tokens"."id";

-- create many
batch 10 insert into service_tokens (id, account_id, name, client_id, client_secret, expires_at) values (gen_random_uuid(), :account, :text, :unique, :token, :now);

-- upsert
insert into service_tokens (id, account_id, name, client_id, client_secret, expires_at) values (gen_random_uuid(), :account, :text, :client, :token, now()) on conflict (client_id) do update set name = excluded.name, client_secret = excluded.client_secret, updated_at = now();

-- merge of names
merge into service_tokens t using (values (:client, :text)) s(client_id, name) on t.client_id = s.client_id when matched then update set name = s.name;

-- revoke one | 100
load select lock_version from service_tokens where id = :uuid for update;
update service_tokens set revoked_at = now(), lock_version = lock_version + 1 where id = :uuid and lock_version = :lock_version;

-- delete one | 100
delete from token_policies where token_id = :uuid;
delete from service_tokens where id = :uuid;

-- purge of what has been revoked long ago
delete from service_tokens where revoked_at < now() - interval '90 days';

-- purge in slices
with old as (select id from service_tokens where revoked_at is not null limit 5 for update skip locked) delete from service_tokens using old where service_tokens.id = old.id;

-- admin list
read select t.id, t.name, a.name, t.last_seen_at from service_tokens t join accounts a on a.id = t.account_id where t.account_id = :account order by t.created_at desc limit 25 offset 25;

-- export
read select id, name, client_id, left(client_secret, 4) || '****' as secret from service_tokens order by id limit 200;

-- extend all tokens of an account
update service_tokens set expires_at = expires_at + interval '1 day', updated_at = now() where account_id = :account;

-- a trial that is taken back, rollback
update service_tokens set client_secret = :token, name = :text where id = :uuid;
delete from service_tokens where id = :uuid2;

-- savepoint and back
plain savepoint sp1;
update service_tokens set client_secret = :token where id = :uuid;
plain rollback to savepoint sp1;
update service_tokens set name = :text where id = :uuid;

-- other tables
update accounts set plan = :text where id = :account;
delete from token_policies where token_id = :uuid;
insert into token_policies values (:uuid, 'write') on conflict do nothing;

-- migration | 2
plain alter table service_tokens add column if not exists description text not null default '';
plain create index if not exists service_tokens_seen on service_tokens (last_seen_at);
plain update service_tokens set description = name where description = '';

-- maintenance, auto | 2
plain analyze service_tokens;
