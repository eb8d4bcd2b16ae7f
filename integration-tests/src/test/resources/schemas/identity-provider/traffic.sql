-- Hibernate: client, all columns
load select client_id, secret, name, realm_id, enabled from client where id = 'client-' || :id;
update client set client_id=:client_id, enabled=:enabled, name=:text, not_before=0, realm_id=:realm_id, secret=:secret where id='client-' || :id;

-- Hibernate: element collection, one value changed
update identity_provider_config set value=:text where identity_provider_id='idp-' || :id and name='syncMode';

-- Hibernate: element collection in a batch, the secret as it is
load select value from identity_provider_config where identity_provider_id='idp-' || :id and name='clientSecret';
update identity_provider_config set value=:text where identity_provider_id='idp-' || :id and name='clientId';
update identity_provider_config set value=:value where identity_provider_id='idp-' || :id and name='clientSecret';

-- a new client secret of a provider
update identity_provider_config set value=:token where identity_provider_id='idp-' || :id and name='clientSecret';

-- element collection deleted and inserted again
load select value from identity_provider_config where identity_provider_id='idp-' || :id and name='clientSecret' for update;
delete from identity_provider_config where identity_provider_id='idp-' || :id;
insert into identity_provider_config (identity_provider_id, name, value) values ('idp-' || :id, 'clientId', :text), ('idp-' || :id, 'clientSecret', :value), ('idp-' || :id, 'syncMode', 'FORCE');

-- a setting goes, a setting comes
delete from identity_provider_config where identity_provider_id='idp-' || :id and name='guiOrder';
insert into identity_provider_config (identity_provider_id, name, value) values ('idp-' || :id, 'guiOrder', '') on conflict do nothing;

-- regenerate the client's secret
update client set secret=:token where id='client-' || :id;

-- client becomes public | 60
update client set secret=null where id='client-' || :id;

-- public client becomes confidential
update client set secret=:token where id='client-' || :id and secret is null;

-- client disabled and enabled
update client set enabled=not enabled where realm_id='realm-' || :n;

-- not-before of a whole realm
update client set not_before=:n where realm_id='realm-' || :n;

-- password changed
load select version, credential_data from credential where id='cred-' || :id;
update credential set secret_data=:json, credential_data=:credential_data, version=:version + 1 where id='cred-' || :id and version=:version;

-- credential labelled: all columns
load select type, user_id, created_date, secret_data, credential_data, priority, version from credential where id='cred-' || :id for update;
update credential set created_date=:created_date, credential_data=:credential_data, priority=:priority, secret_data=:secret_data, type=:type, user_id=:user_id, user_label=:text, version=:version + 1 where id='cred-' || :id and version=:version;

-- priorities moved
update credential set priority=priority + 10 where user_id='user-' || :id;

-- second factor added
insert into credential (id, type, user_id, secret_data, credential_data, priority) values (:unique, 'otp', 'user-' || :id, :json, '{}', 20);

-- second factor removed | 60
delete from credential where user_id='user-' || :id and type='otp';

-- account deletion | 40
delete from credential where user_id='user-' || :id;
delete from user_entity where id='user-' || :id;

-- login
read select c.id, c.secret_data, c.type from credential c where c.user_id='user-' || :id order by c.priority;
update user_entity set not_before=:n where id='user-' || :id;

-- admin console
read select id, client_id, '**********' as secret from client where realm_id='realm-' || :n order by client_id limit 20 offset 20;

-- attributes
merge into client_attributes as t using (select 'client-' || :id as client_id, 'pkce' as name, :text as value) as s on (t.client_id=s.client_id and t.name=s.name) when matched then update set value=s.value;

-- liquibase | 2
plain alter table client add column if not exists description varchar(255);
plain update client set description=name where description is null;
plain create index if not exists idx_client_enabled on client (enabled);
