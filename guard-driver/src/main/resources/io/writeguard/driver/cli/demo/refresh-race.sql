create table external_auth_links (
  user_id bigint primary key,
  provider text not null,
  oauth_access_token text not null,
  oauth_refresh_token text not null,
  failure text not null default ''
);
insert into external_auth_links (user_id, provider, oauth_access_token, oauth_refresh_token)
select n, 'github', 'ghu_' || md5('access' || n), 'ghr_' || md5('refresh' || n)
from generate_series(1, 20) n;
