-- Requests whose conversation was deleted a short while ago: one that is repeated late must not begin again, even where
-- the person has made a conversation of that id anew.

create table deleted_request (
    owner      text   not null,
    request_id text   not null,
    deleted_at bigint not null,
    primary key (owner, request_id)
);

create index deleted_request_age on deleted_request (deleted_at);
