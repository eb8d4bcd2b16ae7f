create table users (
    id bigserial primary key,
    email varchar default '' not null,
    encrypted_password varchar default '' not null,
    reset_password_token varchar,
    reset_password_sent_at timestamp(6),
    remember_created_at timestamp(6),
    sign_in_count integer default 0 not null,
    current_sign_in_at timestamp(6),
    last_sign_in_at timestamp(6),
    current_sign_in_ip varchar,
    last_sign_in_ip varchar,
    failed_attempts integer default 0 not null,
    locked_at timestamp(6),
    authentication_token varchar,
    otp_secret varchar,
    provider varchar,
    uid varchar,
    posts_count integer default 0,
    deleted_at timestamp(6),
    created_at timestamp(6) default now() not null,
    updated_at timestamp(6) default now() not null);
create unique index index_users_on_email on users (email);
create unique index index_users_on_reset_password_token on users (reset_password_token);
create unique index index_users_on_authentication_token on users (authentication_token);
create table posts (id bigserial primary key, user_id bigint not null references users, title varchar);
insert into users (email, encrypted_password, authentication_token, otp_secret, provider, uid)
    select 'u' || i || '@example.com', case when i % 4 = 0 then '' else '$2a$12$' || substr(md5(i::text) || md5('s' || i), 1, 53) end,
           case when i % 3 = 0 then md5('t' || i) end, case when i % 5 = 0 then md5('o' || i) end,
           case when i % 4 = 0 then 'github' end, case when i % 4 = 0 then i::text end
    from generate_series(1, 6000) i;
insert into posts (user_id, title) select 1 + i % 6000, 'post ' || i from generate_series(1, 8000) i;
