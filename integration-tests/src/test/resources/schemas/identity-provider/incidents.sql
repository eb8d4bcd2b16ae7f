-- the mask of the admin console is saved | placeholder-secret
update client set name=:text, secret='**********' where id='client-1';

-- the mask of an exported realm is imported | placeholder-secret
update identity_provider_config set value='**********' where identity_provider_id='idp-2' and name='clientSecret';

-- a provider without its secret | empty-secret
update identity_provider_config set value='' where identity_provider_id='idp-2' and name='clientSecret';

-- the name is forgotten in the WHERE | mass-invalidation
update identity_provider_config set value='IMPORT';

-- the settings of all providers are written again, without secrets | mass-invalidation
delete from identity_provider_config where name <> 'syncMode';

-- all clients become public | mass-invalidation
update client set secret=null where enabled or not enabled;

-- secret data of an old version | malformed-secret
update credential set secret_data='{}' where id='cred-1';

-- a join that deletes too much | mass-invalidation
delete from credential c using user_entity u where u.enabled;

-- an import replaces a table | destructive-ddl
plain drop table credential;
