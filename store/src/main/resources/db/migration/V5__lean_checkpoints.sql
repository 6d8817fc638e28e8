-- A checkpoint writes one row for each answer four times a second. Its key was 75 bytes of text in the row and again in
-- the index, so that each tick wrote a page of the index for every answer. A number takes three, and the rows of many
-- answers share a page. The number belongs to the generation, whose owner every statement still names.

alter table generation add column number integer;
update generation set number = rowid;
create unique index generation_number on generation (number);

create table checkpoint (
    generation_number integer not null,
    from_offset       bigint  not null,
    chunk_count       integer not null,
    chunks            bytea   not null,
    foreign key (generation_number) references generation (number) on delete cascade
);

insert into checkpoint (generation_number, from_offset, chunk_count, chunks)
select g.number, d.from_offset, d.chunk_count, d.chunks
from message_delta d join generation g on g.owner = d.owner and g.id = d.generation_id
order by g.number, d.from_offset;

drop table message_delta;

alter table checkpoint rename to message_delta;

create unique index message_delta_of_generation on message_delta (generation_number, from_offset);
