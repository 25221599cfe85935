#pragma once

#include "features/schedules/schedules.hpp"
#include "http/router.hpp"
#include "reflect/page.hpp"

namespace kontor::schedules {

class SchedulesApi {
 public:
  explicit SchedulesApi(Schedules& schedules) : schedules_(schedules) {}

  static void routes(http::Router& router, SchedulesApi* api);

  Task<reflect::Page<Schedule>> list(Caller caller);
  Task<http::Created<Schedule>> create(Caller caller, http::Body<CreateSchedule> in);
  Task<reflect::Page<ScheduleKind>> kinds(Caller caller);
  Task<SchedulePreview> preview(Caller caller, http::Query<PreviewSchedule> in);
  Task<Schedule> find(Caller caller, http::Path<Id<Schedule>> id);
  Task<Schedule> change(Caller caller, http::Path<Id<Schedule>> id, http::Body<ChangeSchedule> in);
  Task<> remove(Caller caller, http::Path<Id<Schedule>> id);
  Task<StartedRun> run(Caller caller, http::Path<Id<Schedule>> id);

 private:
  Schedules& schedules_;
};

}  // namespace kontor::schedules
