-- Model servers that were added in the settings. They belong to the server, not to a person. The key is locked with a key
-- that lies in a file beside the database.

create table provider (
    name           text    not null primary key,
    dialect        text    not null,
    base_url       text    not null,
    locked_key     text,
    max_concurrent integer,
    models         text    not null,
    added_at       bigint  not null
);

-- What each person's answers took, by day (UTC) and model. It outlives the conversations. Costs are in millionths of the
-- currency's unit, and what was counted in another currency is a row of its own; without a price the currency is empty.

create table usage_by_day (
    owner               text   not null,
    day                 text   not null,
    model               text   not null,
    currency            text   not null,
    answers             bigint not null,
    input_tokens        bigint not null,
    output_tokens       bigint not null,
    reasoning_tokens    bigint not null,
    cached_input_tokens bigint not null,
    cost_micros         bigint not null,
    primary key (owner, day, model, currency)
);
