insert into "User"(email) values ('a@b.c'); insert into "Post"(title,"authorId") values ('hello',1)
