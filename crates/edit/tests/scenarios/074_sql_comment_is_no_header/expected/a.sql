-- some rows
select * from items limit 9;
