-- Plain words that the bot has answered somebody with are told apart from what came by itself. Of those that stand in
-- chats already, all count as answers: what is half asked above them goes on as it did.
UPDATE surface SET shows = 'answer' WHERE shows = '' AND about_id IS NULL;
