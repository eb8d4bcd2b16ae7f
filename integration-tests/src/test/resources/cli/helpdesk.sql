-- A help desk as it is sold to many companies: tickets, channels, single sign-on, billing. Not made for the guard.
-- All secrets come out of md5, so that a test can ask for them.

create table organizations (id bigint generated always as identity primary key, name text not null, slug text not null unique, plan text not null default 'free', created_at timestamptz not null default now());
create table users (
  id bigint generated always as identity primary key, organization_id bigint not null references organizations,
  email text not null, display_name text, password_hash text, password_changed_at timestamptz, password_hint text,
  failed_password_attempts int not null default 0, totp_secret text, reset_password_token text,
  is_active boolean not null default true, locale text default 'en', time_zone text, deleted_at timestamptz);
create table user_recovery_codes (user_id bigint primary key references users on delete cascade, recovery_codes text[]);
create table sessions (token text primary key, user_id bigint not null references users on delete cascade, user_agent text, created_at timestamptz not null default now());
create table invitations (id bigint generated always as identity primary key, organization_id bigint references organizations, email text not null, token text not null, accepted_at timestamptz);
create table teams (id bigint generated always as identity primary key, organization_id bigint references organizations, name text not null);
create table team_members (team_id bigint references teams, user_id bigint references users, role text not null default 'agent', primary key (team_id, user_id));
create table api_keys (
  id uuid primary key, organization_id bigint references organizations, name text, api_key_prefix text,
  api_key_hash text, tokens_used bigint not null default 0, last_used_at timestamptz, revoked_at timestamptz);
create table oauth_applications (
  id bigint generated always as identity primary key, organization_id bigint references organizations, name text,
  client_id text not null unique, client_secret text, redirect_uri text, scopes text not null default '');
create table oauth_access_grants (id bigint generated always as identity primary key, user_id bigint references users, code text not null, expires_at timestamptz);
create table oauth_tokens (
  id bigint generated always as identity primary key, user_id bigint references users, application_id bigint references oauth_applications,
  access_token text, refresh_token text, token_type text default 'Bearer', expires_in int, revoked_at timestamptz,
  lock_version int not null default 0);
create table sso_providers (id bigint generated always as identity primary key, organization_id bigint references organizations, kind text not null, metadata_url text, settings jsonb not null default '{}');
create table scim_directories (id bigint generated always as identity primary key, organization_id bigint references organizations, base_url text, bearer_token text);
create table mailboxes (
  id bigint generated always as identity primary key, organization_id bigint references organizations, address text not null,
  imap_host text, imap_username text, imap_password text not null default '', smtp_host text, smtp_password text not null default '');
create table chat_channels (
  id bigint generated always as identity primary key, organization_id bigint references organizations, provider text not null,
  bot_token text, signing_secret text, webhook_url text, is_active boolean not null default true);
create table phone_numbers (id bigint generated always as identity primary key, organization_id bigint references organizations, number text not null, account_sid text, auth_token text);
create table webhooks (id bigint generated always as identity primary key, organization_id bigint references organizations, url text not null, secret text, is_active boolean not null default true, last_status int);
create table webhook_deliveries (id bigint generated always as identity primary key, webhook_id bigint references webhooks, request_signature text, idempotency_key text, status int, attempted_at timestamptz);
create table integrations (id bigint generated always as identity primary key, organization_id bigint references organizations, kind text not null, config jsonb not null default '{}');
create table settings (organization_id bigint references organizations, key text not null, value text, primary key (organization_id, key));
create table feature_flags (key text primary key, enabled boolean not null default false, description text);
create table tags (id bigint generated always as identity primary key, organization_id bigint references organizations, name text not null);
create table tickets (
  id bigint generated always as identity primary key, organization_id bigint references organizations, subject text not null,
  requester_id bigint references users, assignee_id bigint references users, state text not null default 'open',
  priority text, token_count int, share_token text, created_at timestamptz not null default now());
create table ticket_tags (ticket_id bigint references tickets on delete cascade, tag_id bigint references tags, primary key (ticket_id, tag_id));
create table ticket_messages (id bigint generated always as identity primary key, ticket_id bigint references tickets on delete cascade, author_id bigint references users, body text not null, is_secret boolean not null default false);
create table attachments (id bigint generated always as identity primary key, message_id bigint references ticket_messages, file_name text, storage_key text, sha256 text, content_type text, bytes bigint);
create table macros (id bigint generated always as identity primary key, organization_id bigint references organizations, name text, actions jsonb);
create table automations (id bigint generated always as identity primary key, organization_id bigint references organizations, name text, conditions jsonb, webhook_id bigint references webhooks);
create table sla_policies (id bigint generated always as identity primary key, organization_id bigint references organizations, name text, first_response interval, resolution interval);
create table business_hours (organization_id bigint references organizations, weekday int, opens time, closes time, primary key (organization_id, weekday));
create table kb_articles (id bigint generated always as identity primary key, organization_id bigint references organizations, title text, slug text, body text, published_at timestamptz);
create table kb_votes (article_id bigint references kb_articles, user_id bigint references users, up boolean, primary key (article_id, user_id));
create table satisfaction_ratings (id bigint generated always as identity primary key, ticket_id bigint references tickets, score int, comment text, survey_token text);
create table ai_usage (id bigint generated always as identity primary key, organization_id bigint references organizations, model text, prompt_tokens int, completion_tokens int, tokens_used int, stop_token text default 'END');
create table secret_santa_draws (id bigint generated always as identity primary key, year int, giver_id bigint references users, secret_santa_id bigint references users, secret_name text);
create table deploy_targets (id bigint generated always as identity primary key, host text not null, username text, private_key text, public_key text, host_key_fingerprint text);
create table data_exports (id bigint generated always as identity primary key, organization_id bigint references organizations, download_token text, encryption_key bytea, finished_at timestamptz);
create table warehouse_syncs (id bigint generated always as identity primary key, organization_id bigint references organizations, name text, target text, last_run_at timestamptz);
create table login_events (id bigint not null, user_id bigint, succeeded boolean, ip inet, at timestamptz not null, primary key (id, at)) partition by range (at);
create table login_events_2025 partition of login_events for values from ('2025-01-01') to ('2026-01-01');
create table login_events_2026 partition of login_events for values from ('2026-01-01') to ('2027-01-01');
create schema billing;
create table billing.customers (id bigint generated always as identity primary key, organization_id bigint references organizations, processor_customer_id text, card_last4 text, card_fingerprint text);
create table billing.invoices (id bigint generated always as identity primary key, customer_id bigint references billing.customers, number text not null, total numeric not null, currency text not null default 'EUR');
create table billing.coupons (id bigint generated always as identity primary key, code text not null unique, percent int);
create table billing.payment_gateways (id bigint generated always as identity primary key, provider text not null, publishable_key text, secret_key text, webhook_secret text);
create schema "Audit";
create table "Audit"."Events" (id bigint generated always as identity primary key, "actorId" bigint, "eventType" text, "signingKey" text, payload jsonb, at timestamptz not null default now());

insert into organizations (name, slug) select 'Company ' || n, 'company-' || n from generate_series(1, 40) n;
insert into users (organization_id, email, display_name, password_hash, password_changed_at, password_hint, totp_secret, reset_password_token, deleted_at)
  select n % 40 + 1, 'agent' || n || '@example.org', 'Agent ' || n, '$2b$12$' || left(translate(md5('p' || n) || md5('q' || n), 'abcdef', 'ABCxyz'), 53), now() - n * interval '1 day',
         'the usual one', case when n % 3 = 0 then translate(upper(md5('t' || n)), '0189', 'WXYZ') end, case when n % 50 = 0 then md5('r' || n) end,
         case when n % 10 = 0 then now() end
  from generate_series(1, 1200) n;
insert into user_recovery_codes select id, array[left(md5('a' || id), 10), left(md5('b' || id), 10)] from users where totp_secret is not null;
insert into sessions (token, user_id, user_agent) select md5('s' || id), id, 'Mozilla/5.0' from users where id % 2 = 0;
insert into invitations (organization_id, email, token) select n % 40 + 1, 'new' || n || '@example.org', md5('i' || n) from generate_series(1, 30) n;
insert into teams (organization_id, name) select id, 'Support' from organizations;
insert into team_members select t.id, u.id from teams t join users u using (organization_id);
insert into api_keys (id, organization_id, name, api_key_prefix, api_key_hash, tokens_used, revoked_at)
  select md5('k' || n)::uuid, n % 40 + 1, 'CI', left(md5('h' || n), 6), md5('h' || n) || md5('j' || n), n * 17, case when n % 7 = 0 then now() end from generate_series(1, 160) n;
insert into oauth_applications (organization_id, name, client_id, client_secret, redirect_uri)
  select n % 40 + 1, 'App ' || n, 'app-' || n, case when n <= 9 then '' when n <= 14 then '********' when n = 15 then '[REDACTED]' when n <= 18 then null else md5('c' || n) || left(md5('d' || n), 8) end, 'https://app.example.org/' || n
  from generate_series(1, 90) n;
insert into oauth_access_grants (user_id, code, expires_at) select id, md5('g' || id), now() from users where id % 40 = 0;
insert into oauth_tokens (user_id, application_id, access_token, refresh_token, expires_in)
  select id, id % 90 + 1, 'at_' || md5('x' || id) || md5('y' || id), case when id % 4 > 0 then 'rt_' || md5('z' || id) || md5('w' || id) end, 3600 from users;
insert into sso_providers (organization_id, kind, metadata_url, settings)
  select n, 'oidc', 'https://login.example.org/' || n || '/metadata',
         jsonb_build_object('issuer', 'https://login.example.org/' || n, 'clientId', 'helpdesk', 'clientSecret', case when n = 3 then '***' else md5('o' || n) end, 'jwks', jsonb_build_object('publicKey', md5('v' || n)))
  from generate_series(1, 12) n;
insert into scim_directories (organization_id, base_url, bearer_token) select n, 'https://scim.example.org/' || n, md5('e' || n) || md5('f' || n) from generate_series(1, 8) n;
insert into mailboxes (organization_id, address, imap_host, imap_username, imap_password)
  select n % 40 + 1, 'support' || n || '@example.org', 'imap.example.org', 'support' || n, case when n % 6 = 0 then '' else left(md5('m' || n), 16) end from generate_series(1, 60) n;
insert into chat_channels (organization_id, provider, bot_token, signing_secret, webhook_url)
  select n, 'slack', 'xoxb-' || n || '-' || md5('l' || n), md5('u' || n), 'https://hooks.slack.com/services/T' || n || '/B' || n || '/' || left(md5('n' || n), 24) from generate_series(1, 20) n;
insert into phone_numbers (organization_id, number, account_sid, auth_token) select n, '+4930' || n, 'AC' || md5('1' || n), md5('2' || n) from generate_series(1, 10) n;
insert into webhooks (organization_id, url, secret) select n % 40 + 1, 'https://hooks.example.org/' || n, md5('3' || n % 25) from generate_series(1, 50) n;
insert into webhook_deliveries (webhook_id, request_signature, idempotency_key, status) select n % 50 + 1, 'sha256=' || md5('4' || n) || md5('5' || n), md5('6' || n), 200 from generate_series(1, 400) n;
insert into integrations (organization_id, kind, config)
  select n, 'jira', jsonb_build_object('baseUrl', 'https://jira.example.org', 'auth', jsonb_build_object('user', 'bot', 'apiToken', md5('7' || n)),
         'mirrors', jsonb_build_array(jsonb_build_object('host', 'm1', 'password', md5('8' || n)), jsonb_build_object('host', 'm2', 'password', md5('9' || n))), 'tokenCount', n)
  from generate_series(1, 15) n;
insert into settings select id, key, case key when 'smtp_password' then left(md5('10' || id), 20) when 's3.secret_access_key' then md5('11' || id) || left(md5('12' || id), 8) when 'password_policy' then 'strong' else 'value ' || id end
  from organizations, unnest(array['site_name', 'smtp_password', 's3.secret_access_key', 'password_policy', 'support_email']) key;
insert into feature_flags values ('secret-chat', true, 'chat that only agents see'), ('token-login', false, 'sign in by a link');
insert into tags (organization_id, name) select id, 'urgent' from organizations;
insert into tickets (organization_id, subject, requester_id, state, priority, token_count, share_token)
  select n % 40 + 1, 'Printer ' || n || ' is on fire', n % 1200 + 1, 'open', 'high', n % 900, case when n % 20 = 0 then md5('13' || n) end from generate_series(1, 3000) n;
insert into ticket_tags select id, organization_id from tickets where id % 5 = 0;
insert into ticket_messages (ticket_id, author_id, body) select id, requester_id, 'It burns. My password is the usual one.' from tickets;
insert into attachments (message_id, file_name, storage_key, sha256, content_type, bytes) select id, 'photo.jpg', 'tickets/' || id || '/photo.jpg', md5('14' || id) || md5('15' || id), 'image/jpeg', 9000 from ticket_messages where id % 3 = 0;
insert into macros (organization_id, name, actions) select id, 'Close', '[{"set": "state", "to": "closed"}]' from organizations;
insert into automations (organization_id, name, conditions) select id, 'Escalate', '{"all": [{"field": "priority", "is": "high"}]}' from organizations;
insert into kb_articles (organization_id, title, slug, body) select id, 'How to reset your password', 'reset-password', 'Click on the link.' from organizations;
insert into satisfaction_ratings (ticket_id, score, survey_token) select id, 4, md5('16' || id) from tickets where id % 9 = 0;
insert into ai_usage (organization_id, model, prompt_tokens, completion_tokens, tokens_used) select n % 40 + 1, 'large', 900, 100, 1000 from generate_series(1, 500) n;
insert into secret_santa_draws (year, giver_id, secret_santa_id, secret_name) select 2025, n, n + 1, 'Rudolph' from generate_series(1, 20) n;
insert into deploy_targets (host, username, private_key, public_key, host_key_fingerprint)
  select 'web' || n, 'deploy', '-----BEGIN OPENSSH ' || 'PRIVATE KEY-----' || chr(10) || md5('17' || n) || md5('18' || n) || chr(10) || '-----END OPENSSH ' || 'PRIVATE KEY-----', 'ssh-ed25519 ' || md5('19' || n), 'SHA256:' || md5('20' || n)
  from generate_series(1, 6) n;
insert into data_exports (organization_id, download_token, encryption_key) select n, md5('21' || n), decode(md5('22' || n), 'hex') from generate_series(1, 25) n;
insert into warehouse_syncs (organization_id, name, target) select n, 'Nightly', 'postgres://sync:' || md5('23' || n) || '@warehouse.example.org/helpdesk' from generate_series(1, 5) n;
insert into login_events select n, n % 1200 + 1, true, '10.0.0.1', '2026-02-01'::timestamptz + n * interval '1 minute' from generate_series(1, 500) n;
insert into billing.customers (organization_id, processor_customer_id, card_last4, card_fingerprint) select id, 'cus_' || left(md5('24' || id), 14), '4242', left(md5('25' || id), 16) from organizations;
insert into billing.invoices (customer_id, number, total) select n % 40 + 1, 'R-' || n, 49 from generate_series(1, 300) n;
insert into billing.coupons (code, percent) values ('WELCOME10', 10), ('SPRING25', 25);
insert into billing.payment_gateways (provider, publishable_key, secret_key, webhook_secret)
  select 'stripe', 'pk_' || 'live_' || md5('26' || n), 'sk_' || 'live_' || md5('27' || n), 'whsec_' || md5('28' || n) from generate_series(1, 2) n;
insert into "Audit"."Events" ("actorId", "eventType", "signingKey", payload) select n, 'login', md5('29' || n), '{"ok": true}' from generate_series(1, 50) n;
