create table users (id uuid primary key, username text not null unique);
create table external_auth_links (
    provider_id text not null,
    user_id uuid not null references users on delete cascade,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    oauth_access_token text not null,
    oauth_refresh_token text not null,
    oauth_expiry timestamptz not null,
    oauth_extra jsonb,
    refresh_failure_reason text not null default '',
    primary key (provider_id, user_id));
insert into users select lpad(to_hex(i), 32, '0')::uuid, 'user' || i from generate_series(1, 4000) i;
insert into external_auth_links (provider_id, user_id, oauth_access_token, oauth_refresh_token, oauth_expiry)
    select p, id, 'gho_' || encode(sha256((p || id)::bytea), 'hex'), 'ghr_' || encode(sha256((id || p)::bytea), 'hex'), now()
    from users, unnest(array['github', 'gitlab']) p;
