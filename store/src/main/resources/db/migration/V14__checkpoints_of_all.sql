-- A checkpoint is a row or a few with the new chunks of all answers, instead of a row for each answer. Some seconds' worth
-- of them is then sorted into message_delta, which has a row for each answer, and these rows go.
create table checkpoint (
    number integer primary key,
    tails  bytea not null
);
