"""A floor for Python: no framework, no ORM. Raw ASGI, one prepared statement, JSON put together by hand; the columns
of type json are passed through as text. Nobody would maintain it; it shows what the language can do."""
import base64
import hmac
import os
import time
import uuid
from urllib.parse import parse_qs

import asyncpg
import ujson

SECRET = os.environ["JWT_SECRET"].encode()
SUMMARY = "id, owner_id, name, kind, locale, schema, prompt_hint, version, created_at, updated_at"
LIST = f"SELECT {SUMMARY} FROM document_templates WHERE org_id = $1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $2"
GET = f"SELECT {SUMMARY}, source, sample FROM document_templates WHERE org_id = $1 AND deleted_at IS NULL AND id = $2"
HEADERS = [(b"content-type", b"application/json")]
pool = None
dumps = ujson.dumps


def organisation(scope):
    for name, value in scope["headers"]:
        if name == b"authorization":
            signed, _, signature = value[7:].rpartition(b".")
            expected = base64.urlsafe_b64encode(hmac.digest(SECRET, signed, "sha256")).rstrip(b"=")
            if not hmac.compare_digest(expected, signature):
                return None
            head, _, body = signed.partition(b".")
            if b'"HS256"' not in base64.urlsafe_b64decode(head + b"=="):
                return None
            claims = ujson.loads(base64.urlsafe_b64decode(body + b"=="))
            return uuid.UUID(claims["org"]) if claims["exp"] > time.time() else None
    return None


def summary(row):
    return (f'{{"id":"{row[0]}","owner_id":"{row[1]}","name":{dumps(row[2])},"kind":"{row[3]}","locale":"{row[4]}",'
            f'"schema":{row[5]},"prompt_hint":{dumps(row[6])},"version":{row[7]},'
            f'"created_at":"{row[8].isoformat()}","updated_at":"{row[9].isoformat()}"')


async def answer(send, status, text):
    await send({"type": "http.response.start", "status": status,
                "headers": HEADERS + [(b"content-length", str(len(text)).encode())]})
    await send({"type": "http.response.body", "body": text})


async def app(scope, receive, send):
    global pool
    if scope["type"] == "lifespan":
        await receive()
        pool = await asyncpg.create_pool(os.environ["ASYNCPG_DSN"], min_size=8, max_size=8)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await pool.close()
        return await send({"type": "lifespan.shutdown.complete"})
    org = organisation(scope)
    if org is None:
        return await answer(send, 401, b"{}")
    path = scope["path"]
    if path == "/api/v1/templates":
        query = parse_qs(scope["query_string"].decode())
        limit = int(query.get("limit", ("20",))[0])
        rows = await fetch(LIST, org, limit + 1)
        items = ",".join([summary(row) + "}" for row in rows[:limit]])
        cursor = "null"
        if len(rows) > limit:
            last = rows[limit - 1]
            cursor = '"' + base64.urlsafe_b64encode(f"{last[8].isoformat()}|{last[0]}".encode()).decode() + '"'
        return await answer(send, 200, f'{{"items":[{items}],"next_cursor":{cursor}}}'.encode())
    rows = await fetch(GET, org, uuid.UUID(path.rpartition("/")[2]))
    if not rows:
        return await answer(send, 404, b"{}")
    row = rows[0]
    await answer(send, 200, f'{summary(row)},"source":{dumps(row[10])},"sample":{row[11] or "null"}}}'.encode())


async def fetch(statement, *arguments):
    async with pool.acquire() as connection:
        return await connection.fetch(statement, *arguments)
