#include "features/documents/scheduled_document_store.hpp"

#include "jobs/tick_store.hpp"

namespace kontor::documents {
namespace {

const db::Statement kOwner{
    "SELECT u.role, o.time_zone FROM users u JOIN organizations o ON o.id = u.org_id WHERE u.id = $1"};

}  // namespace

Async<std::optional<ScheduleOwner>> ScheduledDocumentStore::owner(const Id<Organization>& org, Id<User> id) {
  const auto rows = co_await database_.read(db::Scope::tenant(org), kOwner, db::args(id));
  co_return rows.value().first<ScheduleOwner>();
}

Async<> ScheduledDocumentStore::stop_schedule(const Id<Organization>& org, Id<jobs::Schedule> id, std::string because) {
  co_await jobs::TickStore::stop(database_, org, id, std::move(because));
}

}  // namespace kontor::documents
