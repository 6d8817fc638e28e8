-- What waits to be sent in a conversation. Positions rise, with holes where one went; the conversation keeps how many
-- wait, so that a list needs no look here.

create table follow_up (
    owner           text   not null,
    id              text   not null,
    conversation_id text   not null,
    position        bigint not null,
    content         text   not null,
    page            text,
    created_at      bigint not null,
    primary key (owner, id),
    foreign key (owner, conversation_id) references conversation (owner, id) on delete cascade
);

create index follow_up_order on follow_up (owner, conversation_id, position);

alter table conversation add column follow_up_count integer not null default 0;
alter table conversation add column follow_up_revision bigint not null default 0;
alter table conversation add column follow_up_pause text;
