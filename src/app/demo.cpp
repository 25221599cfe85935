#include "app/demo.hpp"

#include <boost/json.hpp>

#include "async/timer.hpp"
#include "observe/log.hpp"

namespace kontor::app {
namespace {

constexpr std::string_view kNobodysAddress = "the demo itself";
/// Of what the pages show first.
constexpr std::array<std::pair<documents::Kind, Locale>, 2> kShown{
    {{documents::Kind::invoice, Locale::en}, {documents::Kind::proposal, Locale::ru}}};

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
  // A visitor may read either language; those of the organisation's own come first.
  co_await site.starter_templates().add(caller, Locale::en, owner.organization.created_at - std::chrono::seconds(1));
  std::vector<Id<documents::GeneratedDocument>> made;
  for (const auto& [kind, locale] : kShown) {
    const documents::ListTemplates filter{
        .limit = 1, .cursor = std::nullopt, .q = std::nullopt, .kind = kind, .locale = locale};
    const auto found = must(co_await site.templates().list(caller, filter));
    made.push_back(co_await generate(site, caller, must(co_await site.templates().find(caller, found.items.at(0).id))));
  }
  for (const auto& id : made) co_await wait_for(site, caller, id);
}

}  // namespace kontor::app
