import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { downloadList, listFormats, type ExportedList, type ListFormat } from '../api/exports';
import { ChevronDownIcon, DownloadIcon } from '../icons';
import { notifyError } from './notify';

/** Takes a list away as a file, filtered as it is on screen. `name` is the file's, without its ending. */
export default function ExportMenu({ list, name }: { list: ExportedList; name: string }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: (format: ListFormat) => downloadList(list, format, name),
    onError: (error) => notifyError(t, error),
  });
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          loading={download.isPending}
          leftSection={<DownloadIcon size={18} />}
          rightSection={<ChevronDownIcon size={16} />}
        >
          {t('export.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {listFormats.map((format) => (
          <Menu.Item key={format} onClick={() => download.mutate(format)}>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
