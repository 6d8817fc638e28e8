-- How a conversation's answers are to be made, as JSON; null where all of it is left to the model.

alter table conversation add column options text;
