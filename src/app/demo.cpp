#include "app/demo.hpp"

#include <boost/json.hpp>

#include "app/assets.hpp"
#include "async/timer.hpp"
#include "observe/log.hpp"

namespace kontor::app {
namespace {

constexpr std::string_view kNobodysAddress = "the demo itself";
/// Of what the pages show first.
constexpr std::array<std::string_view, 2> kShown{"en/invoice", "ru/proposal"};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error("the demo workspace cannot be made: " + describe(result.error()));
  return std::move(*result);
}

Async<Id<documents::GeneratedDocument>> generate(Site& site, const Caller& caller, const documents::Template& tmpl) {
  const documents::GenerateDocument in{.template_id = tmpl.id,
                                       .title = std::nullopt,
                                       .payload = boost::json::parse(tmpl.sample->text).as_object(),
                                       .formats = std::nullopt};
  co_return must(co_await site.documents().generate(caller, in, std::nullopt)).id;
}

/// Until a job has made it.
Async<> wait_for(Site& site, const Caller& caller, Id<documents::GeneratedDocument> id) {
  constexpr int kTries = 600;
  for (int i = 0; i < kTries; ++i) {
    const documents::GeneratedDocument document = must(co_await site.documents().find(caller, id));
    if (document.status == documents::Status::failed)
      throw std::runtime_error("a document of the demo workspace failed: " + *document.failure);
    if (document.status == documents::Status::ready) co_return;
    co_await async::sleep_for(std::chrono::milliseconds(25));
  }
  throw std::runtime_error("the documents of the demo workspace do not get ready");
}

}  // namespace

Async<> make_demo(Site& site, std::function<void(std::string_view)> say) {
  const auth::Register in{.organization_name = auth::OrganizationName::parse("Kontor Demo").value(),
                          .name = auth::PersonName::parse("Demo").value(),
                          .email = EmailAddress::parse(kDemoEmail).value(),
                          .password = auth::Password::parse(kDemoPassword).value(),
                          .locale = Locale::ru,
                          .cookies = std::nullopt};
  const Result<auth::Granted> granted =
      co_await site.accounts().register_organization(in, std::string(kNobodysAddress));
  if (!granted && granted.error().code == Code::conflict) co_return;  // made by an earlier start
  const auth::Granted owner = must(granted);
  const Caller caller{.user = owner.user.id, .org = owner.organization.id, .role = owner.user.role};

  say("Making the demo workspace");
  std::vector<Id<documents::GeneratedDocument>> made;
  for (const BuiltInTemplate& file : built_in_templates()) {
    documents::CreateTemplate create{.source = documents::TemplateSource::parse(file.source).value()};
    if (!file.sample.empty()) create.sample = boost::json::parse(file.sample).as_object();
    const documents::Template tmpl = must(co_await site.templates().create(caller, create));
    if (tmpl.sample && std::find(kShown.begin(), kShown.end(), file.name) != kShown.end())
      made.push_back(co_await generate(site, caller, tmpl));
  }
  for (const auto& id : made) co_await wait_for(site, caller, id);
}

}  // namespace kontor::app
