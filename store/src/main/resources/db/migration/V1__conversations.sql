-- The types are those that SQLite and PostgreSQL both take: ids are text (a UUID as it is written), moments are
-- nanoseconds since 1970 in a bigint, JSON is text, bytes are bytea (for SQLite just a name).
-- Every row has an owner, and every key begins with it: the same id under two owners is two things.

create table conversation (
    owner          text    not null,
    id             text    not null,
    title          text,
    model          text,
    system_prompt  text,
    pinned         boolean not null,
    archived       boolean not null,
    created_at     bigint  not null,
    updated_at     bigint  not null,
    message_count  integer not null,
    attention      text    not null,
    active_leaf_id text,
    primary key (owner, id)
);

create index conversation_list on conversation (owner, archived, pinned desc, updated_at desc, id);

-- position counts up within a conversation, so parents come before children even when the clock jumps.
-- parent_id has no foreign key: a cascade along a long conversation would pass SQLite's limit of 1000 levels.
create table message (
    owner           text   not null,
    id              text   not null,
    conversation_id text   not null,
    position        bigint not null,
    parent_id       text,
    role            text   not null,
    status          text   not null,
    parts           text   not null,
    model           text,
    created_at      bigint not null,
    usage           text,
    error           text,
    stop_cause      text,
    primary key (owner, id),
    unique (owner, conversation_id, position),
    foreign key (owner, conversation_id) references conversation (owner, id) on delete cascade
);

create index message_children on message (owner, conversation_id, parent_id);

-- ended_at is null while the generation is active: it then holds its conversation.
create table generation (
    owner                text    not null,
    id                   text    not null,
    request_id           text    not null,
    conversation_id      text    not null,
    user_message_id      text    not null,
    assistant_message_id text    not null,
    model                text    not null,
    page                 text,
    phase                text    not null,
    step                 integer not null,
    stop_cause           text,
    saved_characters     bigint  not null,
    started_at           bigint  not null,
    ended_at             bigint,
    primary key (owner, id),
    unique (owner, request_id),
    foreign key (owner, conversation_id) references conversation (owner, id) on delete cascade
);

create unique index generation_one_active on generation (owner, conversation_id) where ended_at is null;
create index generation_of_conversation on generation (owner, conversation_id);
create index generation_ended on generation (ended_at);

-- What an active generation has said since it began, as the wire has it; its end turns it into the message's parts.
create table message_delta (
    owner         text    not null,
    generation_id text    not null,
    from_offset   bigint  not null,
    chunk_count   integer not null,
    chunks        bytea   not null,
    primary key (owner, generation_id, from_offset),
    foreign key (owner, generation_id) references generation (owner, id) on delete cascade
);

create table clarification (
    owner         text   not null,
    id            text   not null,
    generation_id text   not null,
    content       text   not null,
    state         text   not null,
    answer        text,
    expires_at    bigint not null,
    ended_at      bigint,
    primary key (owner, id),
    foreign key (owner, generation_id) references generation (owner, id) on delete cascade
);

create index clarification_of_generation on clarification (owner, generation_id);
create index clarification_waiting on clarification (expires_at) where state = 'waiting';

create table user_settings (
    owner         text not null primary key,
    on_leave      text,
    default_model text
);
