-- Servers of tools that were added in the settings. They belong to the server, not to a person. Their variables or headers
-- are locked with the key that lies in a file beside the database.

create table tool_server (
    name           text    not null primary key,
    command        text,
    arguments      text    not null,
    url            text,
    locked_secrets text,
    enabled        boolean not null,
    added_at       bigint  not null
);
