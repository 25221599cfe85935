"""The peer: the two routes as a good FastAPI + SQLAlchemy project has them.

/api/v1/templates and /api/v1/templates/{id} are idiomatic (ORM objects through a response model). The same under /tuned
are what one does when that is too slow: columns instead of objects, no second validation of what the database gave.
"""
import base64
import datetime as dt
import os
import uuid
from typing import Any, Optional

import jwt
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.responses import UJSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from sqlalchemy import Column, DateTime, Integer, String, select, tuple_
from sqlalchemy.dialects.postgresql import JSON, UUID
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, sessionmaker

SECRET = os.environ["JWT_SECRET"]
engine = create_async_engine(
    os.environ["DATABASE_URL"], pool_size=int(os.environ.get("POOL", "10")), max_overflow=0, pool_pre_ping=False,
    isolation_level=os.environ.get("ISOLATION", "AUTOCOMMIT"),  # spares BEGIN and ROLLBACK: reads only
)
Session = sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
Base = declarative_base()


class Template(Base):
    __tablename__ = "document_templates"
    id = Column(UUID(as_uuid=True), primary_key=True)
    org_id = Column(UUID(as_uuid=True))
    owner_id = Column(UUID(as_uuid=True))
    name = Column(String)
    kind = Column(String)
    locale = Column(String)
    schema_ = Column("schema", JSON)
    prompt_hint = Column(String)
    version = Column(Integer)
    source = Column(String)
    sample = Column(JSON)
    created_at = Column(DateTime(timezone=True))
    updated_at = Column(DateTime(timezone=True))
    deleted_at = Column(DateTime(timezone=True))


class TemplateSummary(BaseModel):
    id: uuid.UUID
    owner_id: uuid.UUID
    name: str
    kind: str
    locale: str
    schema_: dict[str, Any]
    prompt_hint: Optional[str]
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime

    class Config:
        orm_mode = True
        fields = {"schema_": {"alias": "schema"}}
        allow_population_by_field_name = True


class TemplateFull(TemplateSummary):
    source: str
    sample: Optional[dict[str, Any]]


class Page(BaseModel):
    items: list[TemplateSummary]
    next_cursor: Optional[str]


app = FastAPI(default_response_class=UJSONResponse)
bearer = HTTPBearer()


async def session() -> AsyncSession:
    async with Session() as s:
        yield s


async def organisation(token: HTTPAuthorizationCredentials = Depends(bearer)) -> uuid.UUID:
    try:
        return uuid.UUID(jwt.decode(token.credentials, SECRET, algorithms=["HS256"])["org"])
    except (jwt.PyJWTError, KeyError, ValueError):
        raise HTTPException(401, "Not authenticated")


def encode_cursor(row) -> str:
    return base64.urlsafe_b64encode(f"{row.created_at.isoformat()}|{row.id}".encode()).decode()


def after(statement, cursor: Optional[str]):
    if not cursor:
        return statement
    at, _, last = base64.urlsafe_b64decode(cursor).decode().partition("|")
    return statement.where(
        tuple_(Template.created_at, Template.id) < (dt.datetime.fromisoformat(at), uuid.UUID(last)))


def page(rows, limit: int):
    return {"items": rows[:limit], "next_cursor": encode_cursor(rows[limit - 1]) if len(rows) > limit else None}


@app.get("/api/v1/templates", response_model=Page)
async def list_templates(limit: int = Query(20, ge=1, le=100), cursor: Optional[str] = None,
                         org: uuid.UUID = Depends(organisation), db: AsyncSession = Depends(session)):
    statement = select(Template).where(Template.org_id == org, Template.deleted_at.is_(None)).order_by(
        Template.created_at.desc(), Template.id.desc()).limit(limit + 1)
    rows = (await db.execute(after(statement, cursor))).scalars().all()
    return page(rows, limit)


@app.get("/api/v1/templates/{id}", response_model=TemplateFull)
async def get_template(id: uuid.UUID, org: uuid.UUID = Depends(organisation), db: AsyncSession = Depends(session)):
    row = (await db.execute(select(Template).where(Template.id == id, Template.org_id == org,
                                         Template.deleted_at.is_(None)))).scalar_one_or_none()
    if row is None:
        raise HTTPException(404, "Not found")
    return row


SUMMARY = (Template.id, Template.owner_id, Template.name, Template.kind, Template.locale, Template.schema_,
           Template.prompt_hint, Template.version, Template.created_at, Template.updated_at)


def plain(row) -> dict:
    values = dict(row._mapping)
    values["id"], values["owner_id"] = str(row.id), str(row.owner_id)
    values["created_at"], values["updated_at"] = row.created_at.isoformat(), row.updated_at.isoformat()
    return values


@app.get("/tuned/api/v1/templates")
async def list_tuned(limit: int = Query(20, ge=1, le=100), cursor: Optional[str] = None,
                     org: uuid.UUID = Depends(organisation)):
    statement = select(*SUMMARY).where(Template.org_id == org, Template.deleted_at.is_(None)).order_by(
        Template.created_at.desc(), Template.id.desc()).limit(limit + 1)
    async with engine.connect() as db:
        rows = (await db.execute(after(statement, cursor))).all()
    answer = page(rows, limit)
    answer["items"] = [plain(row) for row in answer["items"]]
    return UJSONResponse(answer)


@app.get("/tuned/api/v1/templates/{id}")
async def get_tuned(id: uuid.UUID, org: uuid.UUID = Depends(organisation)):
    statement = select(*SUMMARY, Template.source, Template.sample).where(Template.id == id, Template.org_id == org,
                                         Template.deleted_at.is_(None))
    async with engine.connect() as db:
        row = (await db.execute(statement)).one_or_none()
    if row is None:
        raise HTTPException(404, "Not found")
    return UJSONResponse(plain(row))
