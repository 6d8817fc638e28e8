-- Search by words, in titles and messages. The two full-text indexes hold no text of their own; a row has the number of
-- what it indexes, and the owner as a word of its own, so that a search runs through the rows of one person only.
-- Triggers keep them: so no transaction can store, end, change or delete a text and leave the index behind. A message
-- that is being written keeps its row from before and gets the new one when it ends.
-- Beginnings of two and three letters have an index of their own: to join all words that begin so takes longer than
-- anybody waits.
-- This file is SQLite's own: full-text search has no common SQL.

-- The table gets a key that is a number and stays: a bare rowid may change when the file is vacuumed.
create table message_numbered (
    number          integer primary key,
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
    unique (owner, id),
    unique (owner, conversation_id, position),
    foreign key (owner, conversation_id) references conversation (owner, id) on delete cascade
);

insert into message_numbered (number, owner, id, conversation_id, position, parent_id, role, status, parts, model,
  created_at, usage, error, stop_cause)
select rowid, owner, id, conversation_id, position, parent_id, role, status, parts, model, created_at, usage, error,
  stop_cause
from message;

drop table message;

alter table message_numbered rename to message;

create index message_children on message (owner, conversation_id, parent_id);

create virtual table message_words using fts5 (
    owner, words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

create view message_text as
select number, hex(owner) as owner,
  (select group_concat(part.value ->> 'text', ' ') from json_each(message.parts) as part
   where part.value ->> 'type' = 'text') as words
from message
where status <> 'streaming';

insert into message_words (rowid, owner, words) select number, owner, words from message_text;

create trigger message_stored after insert on message begin
    insert into message_words (rowid, owner, words)
    select number, owner, words from message_text where number = new.number;
end;

create trigger message_ended after update of status, parts on message begin
    insert or replace into message_words (rowid, owner, words)
    select number, owner, words from message_text where number = new.number;
end;

create trigger message_deleted after delete on message begin
    delete from message_words where rowid = old.number;
end;

-- The numbers of titles, as the table of conversations has none.
create table conversation_title (
    number          integer primary key,
    owner           text not null,
    conversation_id text not null,
    unique (owner, conversation_id),
    foreign key (owner, conversation_id) references conversation (owner, id) on delete cascade
);

create virtual table title_words using fts5 (
    owner, words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

create view title_text as
select t.number, hex(c.owner) as owner, c.title as words, c.id as conversation_id
from conversation_title t join conversation c on c.owner = t.owner and c.id = t.conversation_id
where c.title is not null;

insert into conversation_title (owner, conversation_id) select owner, id from conversation order by created_at, id;

insert into title_words (rowid, owner, words) select number, owner, words from title_text;

create trigger conversation_made after insert on conversation begin
    insert into conversation_title (owner, conversation_id) values (new.owner, new.id);
    insert into title_words (rowid, owner, words)
    select number, owner, words from title_text where number = last_insert_rowid();
end;

create trigger conversation_titled after update of title on conversation when new.title is not old.title begin
    insert or replace into title_words (rowid, owner, words)
    select number, hex(new.owner), new.title from conversation_title
    where owner = new.owner and conversation_id = new.id;
end;

create trigger title_deleted after delete on conversation_title begin
    delete from title_words where rowid = old.number;
end;
