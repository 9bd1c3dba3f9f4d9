insert into "User"(email,name) values ('a@b.c','Ann'); insert into "Post"(title,"authorId") values ('hello',1)
