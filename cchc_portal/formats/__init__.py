"""Own number and date formats; Django's Vietnamese ones read 05/01/2027 as 1 May."""
