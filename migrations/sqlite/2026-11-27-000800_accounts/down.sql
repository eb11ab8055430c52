DROP TABLE login_attempts;
DROP TABLE recovery_codes;
DROP TABLE account_links;
DROP TABLE api_token_scopes;
DROP TABLE api_tokens;
DROP TABLE sessions;
DROP TABLE memberships;
DROP TABLE users;
