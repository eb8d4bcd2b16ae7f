create table users (
  id bigint primary key,
  email text not null,
  github_access_token text,
  updated_at timestamptz not null default now()
);
insert into users (id, email, github_access_token)
select n, 'user' || n || '@example.com', 'gho_' || left(md5('token' || n) || md5('more' || n), 36)
from generate_series(1, 20000) n;
