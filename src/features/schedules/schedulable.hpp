#pragma once

#include <functional>
#include <string>

#include "async/task.hpp"
#include "features/schedules/schedule.hpp"
#include "reflect/json_read.hpp"

namespace kontor::schedules {

/// All that schedules know of a kind of job.
struct Schedulable {
  std::string kind;
  int version;
  std::string queue;
  boost::json::value schema;  ///< of what people say; names of other structs are those of openapi.json
  /// The errors are under `body.payload`.
  std::function<Task<>(Caller, boost::json::object payload)> check;
};

/// People say an `Input`, which has the members of the job but for `tick`. `check` judges it as if it were the whole
/// body of a request.
template <jobs::Scheduled J, class Input, class Check>
Schedulable schedulable(Check check) {
  reflect::Components components;
  (void)reflect::schema_of<Input>(components);
  return {.kind = std::string(J::kind),
          .version = jobs::version_of<J>(),
          .queue = std::string(jobs::queue_of<J>()),
          .schema = components.schemas().at(reflect::type_name<Input>()),
          .check = [check = std::move(check)](Caller caller, boost::json::object payload) -> Task<> {
            CO_TRY(const Input in, reflect::decode<Input>(payload, "body.payload"));
            Result<> checked = co_await check(caller, in);
            if (checked) co_return checked;
            constexpr std::string_view kBody = "body.";
            for (FieldError& field : checked.error().fields)
              if (field.location.starts_with(kBody)) field.location.insert(kBody.size(), "payload.");
            co_return checked;
          }};
}

}  // namespace kontor::schedules
