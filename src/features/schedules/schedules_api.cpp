#include "features/schedules/schedules_api.hpp"

namespace kontor::schedules {

using http::Method;

void SchedulesApi::routes(http::Router& router, SchedulesApi* api) {
  router.add(Method::get, "/api/v1/schedules", api, &SchedulesApi::list, {"Schedules, the oldest first", "schedules"});
  router.add(Method::post, "/api/v1/schedules", api, &SchedulesApi::create,
             {"Have something done again and again", "schedules"});
  router.add(Method::get, "/api/v1/schedules/kinds", api, &SchedulesApi::kinds,
             {"What can be scheduled, and what its payload is", "schedules"});
  router.add(Method::get, "/api/v1/schedules/preview", api, &SchedulesApi::preview,
             {"When a schedule would come next; changes nothing", "schedules"});
  router.add(Method::get, "/api/v1/schedules/{id}", api, &SchedulesApi::find, {"A schedule", "schedules"});
  router.add(Method::patch, "/api/v1/schedules/{id}", api, &SchedulesApi::change,
             {"Change a schedule, pause it (enabled: false) or let it go on", "schedules"});
  router.add(Method::del, "/api/v1/schedules/{id}", api, &SchedulesApi::remove, {"Delete a schedule", "schedules"});
  router.add(Method::post, "/api/v1/schedules/{id}/run", api, &SchedulesApi::run,
             {"Do it once now, beside its ticks", "schedules"});
}

Task<reflect::Page<Schedule>> SchedulesApi::list(Caller caller) {
  CO_TRY(std::vector<Schedule> all, co_await schedules_.list(caller));
  co_return reflect::Page<Schedule>{std::move(all), std::nullopt};
}

Task<http::Created<Schedule>> SchedulesApi::create(Caller caller, http::Body<CreateSchedule> in) {
  CO_TRY(Schedule made, co_await schedules_.create(caller, in.value));
  co_return http::Created<Schedule>{std::move(made)};
}

Task<reflect::Page<ScheduleKind>> SchedulesApi::kinds(Caller caller) {
  CO_TRY(std::vector<ScheduleKind> all, co_await schedules_.kinds(caller));
  co_return reflect::Page<ScheduleKind>{std::move(all), std::nullopt};
}

Task<SchedulePreview> SchedulesApi::preview(Caller caller, http::Query<PreviewSchedule> in) {
  co_return co_await schedules_.preview(caller, in.value);
}

Task<Schedule> SchedulesApi::find(Caller caller, http::Path<Id<Schedule>> id) {
  co_return co_await schedules_.find(caller, id.value);
}

Task<Schedule> SchedulesApi::change(Caller caller, http::Path<Id<Schedule>> id, http::Body<ChangeSchedule> in) {
  co_return co_await schedules_.change(caller, id.value, in.value);
}

Task<> SchedulesApi::remove(Caller caller, http::Path<Id<Schedule>> id) {
  co_return co_await schedules_.remove(caller, id.value);
}

Task<StartedRun> SchedulesApi::run(Caller caller, http::Path<Id<Schedule>> id) {
  co_return co_await schedules_.run(caller, id.value);
}

}  // namespace kontor::schedules
