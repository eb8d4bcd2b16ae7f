create table service_tokens (
  id bigint primary key,
  customer text not null,
  client_id text not null unique,
  client_secret text not null,
  last_seen_at timestamptz
);
insert into service_tokens (id, customer, client_id, client_secret)
select n, 'customer ' || n, md5('client' || n) || '.access', encode(sha256(('secret' || n)::bytea), 'hex')
from generate_series(1, 500) n;
