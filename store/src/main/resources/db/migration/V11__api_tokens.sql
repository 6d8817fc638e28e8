-- Tokens with which programs ask for people. Only the SHA-256 of a secret is kept: it is random, so nothing is gained by
-- trying, and a copy of the database opens no door.

create table api_token (
    owner        text   not null,
    id           text   not null,
    name         text   not null,
    hash         text   not null unique,
    created_at   bigint not null,
    last_used_at bigint,
    primary key (owner, id)
);
