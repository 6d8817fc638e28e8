-- Files that people give with their messages; the bytes lie beside the database, by hash. Triggers take a row away with
-- the last message that has it, and remember the hash, so that the bytes go even when the process dies in between.

create table attachment (
    owner      text    not null,
    id         text    not null,
    name       text    not null,
    media_type text    not null,
    size       bigint  not null,
    hash       text    not null,
    created_at bigint  not null,
    sent       boolean not null,
    primary key (owner, id)
);

create index attachment_hash on attachment (hash);
create index attachment_unsent on attachment (created_at) where not sent;

create table message_attachment (
    owner         text not null,
    message_id    text not null,
    attachment_id text not null,
    primary key (owner, message_id, attachment_id),
    foreign key (owner, message_id) references message (owner, id) on delete cascade
);

create index message_attachment_of_file on message_attachment (owner, attachment_id);

create table unused_file (
    hash text not null primary key
);

create trigger message_attachment_deleted after delete on message_attachment begin
    delete from attachment where owner = old.owner and id = old.attachment_id and not exists (
      select 1 from message_attachment m where m.owner = old.owner and m.attachment_id = old.attachment_id);
end;

create trigger attachment_deleted after delete on attachment begin
    insert or ignore into unused_file (hash) values (old.hash);
end;
