#pragma once

#include <string_view>

namespace kontor::docgen::written {

/// Whether two words (in small letters, ё as е) are forms of one: «ивановым» and «иванов», «павлу» and «павел»,
/// "bakery's" and "bakery". Decided by their common beginning and the endings of declension; never «иван» and «иванов».
bool same_word(std::string_view a, std::string_view b);

/// «Ивановна», «Петровичем»: a patronymic in any case.
bool is_patronymic(std::string_view low);

}  // namespace kontor::docgen::written
