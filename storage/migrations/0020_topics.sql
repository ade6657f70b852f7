-- What a topic is called stands in one file, and no more in each dialog. A version keeps its key: it is the same dialog.
UPDATE dialog_version SET body = json_remove(body, '$.topic_name', '$.shared_as');
