-- Ids of conversations that were deleted a short while ago, so that a late send does not make one of them anew.

create table deleted_conversation (
    owner      text   not null,
    id         text   not null,
    deleted_at bigint not null,
    primary key (owner, id)
);

create index deleted_conversation_age on deleted_conversation (deleted_at);
