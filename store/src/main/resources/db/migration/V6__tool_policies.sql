-- What a person has said about tools: for all conversations, and for one of them. Tools come and go with their servers, so
-- they are only names here.

create table user_tool_policy (
    owner  text not null,
    tool   text not null,
    policy text not null,
    primary key (owner, tool)
);

create table tool_policy (
    owner           text not null,
    conversation_id text not null,
    tool            text not null,
    policy          text not null,
    primary key (owner, conversation_id, tool),
    foreign key (owner, conversation_id) references conversation (owner, id) on delete cascade
);
