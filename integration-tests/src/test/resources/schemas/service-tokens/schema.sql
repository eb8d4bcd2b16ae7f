create table accounts (id bigint primary key, name text not null, plan text not null default 'free');
create table service_tokens (
    id uuid primary key,
    account_id bigint not null references accounts,
    name text not null,
    client_id text not null unique,
    client_secret text not null,
    previous_client_secret text,
    duration interval not null default '8760 hours',
    expires_at timestamptz not null,
    last_seen_at timestamptz,
    use_count bigint not null default 0,
    revoked_at timestamptz,
    lock_version integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now());
create index on service_tokens (account_id);
create table token_policies (token_id uuid references service_tokens on delete cascade, policy text, primary key (token_id, policy));
insert into accounts select i, 'account ' || i from generate_series(1, 200) i;
insert into service_tokens (id, account_id, name, client_id, client_secret, previous_client_secret, expires_at)
    select lpad(to_hex(i), 32, '0')::uuid, 1 + i % 200, 'token ' || i, 'client-' || i, encode(sha256(i::text::bytea), 'hex'),
        case when i % 2 = 0 then encode(sha256(('before ' || i)::bytea), 'hex') end, now() + '1 year'
    from generate_series(1, 5000) i;
insert into token_policies select id, 'read' from service_tokens;
