// A classic script of its own: the content security policy allows no inline code, and a module would run too late.
(function () {
  var root = document.documentElement;
  var scheme = null;
  var language = null;
  try {
    scheme = localStorage.getItem('mantine-color-scheme-value');
    language = localStorage.getItem('kontor-language');
  } catch (_) {
    // Storage is blocked: the system's choices hold.
  }
  var dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  root.lang = language === 'ru' || language === 'en' ? language : /^ru/i.test(navigator.language) ? 'ru' : 'en';
})();
